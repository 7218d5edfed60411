use yew::prelude::*;

use crate::ui::words::Words;

#[derive(Properties)]
pub struct PagerProps {
    /// From 0.
    pub page: usize,
    pub pages: usize,
    pub go: Callback<usize>,
    pub words: &'static Words,
}

impl PartialEq for PagerProps {
    fn eq(&self, other: &Self) -> bool {
        (self.page, self.pages, self.words.lang) == (other.page, other.pages, other.words.lang) && self.go == other.go
    }
}

/// Leads through what is too long for one page; nothing where one is enough.
#[component]
pub fn Pager(props: &PagerProps) -> Html {
    let PagerProps { page, pages, go, words } = props;
    if *pages < 2 {
        return Html::default();
    }
    let to = |page: Option<usize>| {
        let go = go.clone();
        (page.is_none(), Callback::from(move |_: MouseEvent| page.iter().for_each(|&page| go.emit(page))))
    };
    let (no_previous, previous) = to(page.checked_sub(1));
    let (no_next, next) = to(Some(page + 1).filter(|next| next < pages));
    let label = (words.part_of_text)(page + 1, *pages);
    html! {
        <nav class="pager" aria-label={label.clone()}>
            <button class="plain" disabled={no_previous} onclick={previous}>{ "← " }{ words.previous }</button>
            <span>{ label }</span>
            <button class="plain" disabled={no_next} onclick={next}>{ words.next }{ " →" }</button>
        </nav>
    }
}
